"""The servers that something is kept of, and when the bot left them."""

import sqlalchemy as sa
from alembic import op

revision = "step_01_servers"
down_revision = None


def upgrade() -> None:
    """Makes the table that all others refer to."""
    op.create_table(
        "servers",
        sa.Column("server", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("left_at", sa.DateTime(timezone=True)),
    )
