/** Tests of pictures. */
@NullMarked
package yardstick.catalog.media;

import org.jspecify.annotations.NullMarked;
