"""What Alembic runs: the missing steps, over the connection that `migrating` gave it and in its transaction."""

from alembic import context

from rockybot.store.migrating import VERSION_TABLE

context.configure(connection=context.config.attributes["connection"], version_table=VERSION_TABLE)
with context.begin_transaction():
    context.run_migrations()
