"""What moderators have typed and not saved yet, and of which story an answer was."""

import sqlalchemy as sa
from alembic import op

revision = "step_06_drafts"
down_revision = "step_05_settings"


def upgrade() -> None:
    """Makes the table of the drafts, and gives each answer that was told its story: of those so far it is unknown."""
    op.create_table(
        "drafts",
        sa.Column("server", sa.BigInteger, sa.ForeignKey("servers.server", ondelete="CASCADE"), nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("data", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("server", "key"),
    )
    op.create_index("drafts_by_age", "drafts", ["at"])
    op.add_column("told", sa.Column("story", sa.Text, nullable=False, server_default=""))
    op.drop_index("told_of_a_record", "told")
    op.create_index("told_of_a_record", "told", ["server", "story", "record_id"])
