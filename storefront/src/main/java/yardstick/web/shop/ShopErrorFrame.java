package yardstick.web.shop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import yardstick.web.ErrorFrame;
import yardstick.web.ErrorView;
import yardstick.web.Pages;
import yardstick.web.View;

/** Errors in the shop's frame. */
@ApplicationScoped
class ShopErrorFrame implements ErrorFrame {

    @Inject
    Pages pages;

    @Inject
    Frames frames;

    @Override
    public Response page(int status, View page, ErrorView view) {
        return pages.page(status, "shop/error.jte", page, new ErrorPageView(frames.rescue(), view));
    }
}
