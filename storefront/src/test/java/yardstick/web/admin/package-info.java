/** Tests of the merchant's pages. */
@NullMarked
package yardstick.web.admin;

import org.jspecify.annotations.NullMarked;
