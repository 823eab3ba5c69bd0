/// Headquarters' page in the browser and its health, on 127.0.0.1. Javalin shows here only.
/// Imports `protocol`, how `budget` writes amounts, the account's key and `people` for what is entered here, and reads
/// what the database's views show.
@NullMarked
package org.hustings.hq.web;

import org.jspecify.annotations.NullMarked;
