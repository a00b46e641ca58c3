/** Tests of the dictionary. */
@NullMarked
package yardstick.catalog.attribute;

import org.jspecify.annotations.NullMarked;
