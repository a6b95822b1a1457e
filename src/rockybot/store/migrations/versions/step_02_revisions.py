"""What moderators changed."""

import sqlalchemy as sa
from alembic import op

revision = "step_02_revisions"
down_revision = "step_01_servers"


def upgrade() -> None:
    """Makes the table of the edits, one after another."""
    op.create_table(
        "revisions",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("server", sa.BigInteger, sa.ForeignKey("servers.server", ondelete="CASCADE"), nullable=False),
        sa.Column("story", sa.Text, nullable=False),
        sa.Column("record_id", sa.Text, nullable=False),
        sa.Column("record", sa.Text),
        sa.Column("basis", sa.Text),
        sa.Column("editor", sa.BigInteger, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("revisions_of_a_record", "revisions", ["server", "story", "record_id", "number"])
    op.create_index("revisions_of_a_story", "revisions", ["story", "server", "number"])
    op.create_index("revisions_of_an_editor", "revisions", ["editor"])
