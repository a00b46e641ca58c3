package yardstick.web;

import jakarta.ws.rs.core.Response;

/** Puts an error into the shop's frame; falls back to a page that needs nothing when the frame itself cannot be made. */
public interface ErrorFrame {

    Response page(int status, View page, ErrorView view);
}
