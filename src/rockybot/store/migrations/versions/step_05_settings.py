"""What the moderators of a server have chosen."""

import sqlalchemy as sa
from alembic import op

revision = "step_05_settings"
down_revision = "step_04_told"


def upgrade() -> None:
    """Gives each server its settings: none chosen yet."""
    op.add_column("servers", sa.Column("settings", sa.Text, nullable=False, server_default="{}"))
