/** Tests of the shop pages, with the sample goods they are shown with. */
@NullMarked
package yardstick.web.shop;

import org.jspecify.annotations.NullMarked;
