"""What was asked and not answered, or not answered well."""

import sqlalchemy as sa
from alembic import op

revision = "step_03_questions"
down_revision = "step_02_revisions"


def upgrade() -> None:
    """Makes the table of the moderators' queue."""
    op.create_table(
        "questions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("server", sa.BigInteger, sa.ForeignKey("servers.server", ondelete="CASCADE"), nullable=False),
        sa.Column("story", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("record_id", sa.Text),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("questions_of_a_server", "questions", ["server", "id"])
    op.create_index("questions_by_age", "questions", ["at"])
