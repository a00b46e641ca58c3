/** Tests of catalogue imports, and the shop they run in. */
@NullMarked
package yardstick.catalog.feed;

import org.jspecify.annotations.NullMarked;
