/** Catalogue files in: reading, checking, staging, and applying them as a whole. */
@NullMarked
package yardstick.catalog.feed;

import org.jspecify.annotations.NullMarked;
