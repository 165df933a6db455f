package io.fairlead.core.audit;

/**
 * A column of a table.
 *
 * @param name in lower case
 * @param type what it holds
 * @param required whether it is never null
 * @param since the version of the schema that brought it
 * @param meaning in words
 */
record Column(String name, ColumnType type, boolean required, int since, String meaning) {}
