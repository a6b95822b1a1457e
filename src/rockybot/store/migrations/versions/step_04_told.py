"""Which of the bot's own public answers told which fact."""

import sqlalchemy as sa
from alembic import op

revision = "step_04_told"
down_revision = "step_03_questions"


def upgrade() -> None:
    """Makes the table that a corrected fact is looked up in."""
    op.create_table(
        "told",
        sa.Column("message", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("server", sa.BigInteger, sa.ForeignKey("servers.server", ondelete="CASCADE"), nullable=False),
        sa.Column("channel", sa.BigInteger, nullable=False),
        sa.Column("record_id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("told_of_a_record", "told", ["server", "record_id", "digest"])
    op.create_index("told_by_age", "told", ["at"])
