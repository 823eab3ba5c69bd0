/// How HQ speaks with its PostgreSQL: transactions, outages, and errors that quote no voter. Imports nothing of ours.
@NullMarked
package org.hustings.hq.tables;

import org.jspecify.annotations.NullMarked;
