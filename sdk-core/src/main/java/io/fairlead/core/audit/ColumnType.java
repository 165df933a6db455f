package io.fairlead.core.audit;

/** What a column holds, whatever the database calls it. */
enum ColumnType {
    /** A whole number of 64 bits. */
    LONG,
    /** Words. */
    TEXT,
    /** An exact decimal of any length. */
    DECIMAL,
    /** Yes or no. */
    FLAG,
    /** The moment in the column before it, for people: SQLite to the nanosecond, PostgreSQL to the microsecond, rounded down. */
    UTC
}
