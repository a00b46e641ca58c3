package yardstick.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Answers when the container turns a request away before it reaches a page, as with an address that cannot be decoded.
 * It says so without the container's own page, which would name classes.
 */
@WebServlet("/error")
public final class ContainerError extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%1$d</title><meta name="robots" content="noindex"><meta name="color-scheme" content="light dark"></head>
            <body><main><h1>%2$s <span lang="zh-CN">%3$s</span></h1>
            <p><a href="/en">To the shop</a> · <a href="/zh" lang="zh-CN">前往商店首页</a></p></main></body></html>
            """;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object given = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        int status = given instanceof Integer code ? code : HttpServletResponse.SC_NOT_FOUND;
        Object address = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        response.setStatus(status);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'");
        Words words = Words.of(status);
        if (address instanceof String path && path.startsWith("/api/")) {
            response.setContentType(Problem.TYPE);
            response.getWriter()
                    .print("{\"type\":\"about:blank\",\"title\":\"" + words.en() + "\",\"status\":" + status + "}");
        } else {
            response.setContentType("text/html; charset=utf-8");
            response.getWriter().print(PAGE.formatted(status, words.en(), words.zh()));
        }
    }

    private record Words(String en, String zh) {
        static Words of(int status) {
            if (status == HttpServletResponse.SC_NOT_FOUND) {
                return new Words("There is nothing at this address.", "此地址没有内容。");
            }
            if (status == HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE) {
                return new Words("That was too much at once. Send less.", "一次提交的内容过多，请减少后重试。");
            }
            return status >= HttpServletResponse.SC_INTERNAL_SERVER_ERROR
                    ? new Words("Something went wrong. Please try again.", "出错了，请重试。")
                    : new Words("This request cannot be read. Check the address.", "无法识别该请求，请检查地址。");
        }
    }
}
