/** The merchant's pages: imports, orders, coupons, releases, the panel and the settings. */
@NullMarked
package yardstick.web.admin;

import org.jspecify.annotations.NullMarked;
