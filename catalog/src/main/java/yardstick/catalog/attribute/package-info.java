/** The dictionary: what attributes and their values are called, and what a stated value means. */
@NullMarked
package yardstick.catalog.attribute;

import org.jspecify.annotations.NullMarked;
