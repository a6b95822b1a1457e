"""The steps that lead from each version of the database to the next, for Alembic."""
