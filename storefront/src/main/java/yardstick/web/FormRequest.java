package yardstick.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A form whose body can be read as a stream by the check of its token and as parameters by the resource. The server
 * hands out a body once, and its REST engine takes form parameters from the request and not from the stream.
 */
final class FormRequest extends HttpServletRequestWrapper {

    static final int LARGEST = 256 * 1024;

    private final byte[] body;
    private final Map<String, String[]> parameters;

    private FormRequest(HttpServletRequest request, byte[] body) {
        super(request);
        this.body = body;
        this.parameters = parameters(request.getQueryString(), new String(body, StandardCharsets.UTF_8));
    }

    /** The request itself unless it is a form; null when the form is too large. */
    static @Nullable HttpServletRequest of(HttpServletRequest request) throws IOException {
        String type = request.getContentType();
        if (!request.getMethod().equals("POST")
                || type == null
                || !type.regionMatches(true, 0, "application/x-www-form-urlencoded", 0, 33)) {
            return request;
        }
        byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
        return body.length > LARGEST ? null : new FormRequest(request, body);
    }

    static Map<String, String[]> parameters(@Nullable String query, String form) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        for (String part : new String[] {query == null ? "" : query, form}) {
            for (String pair : part.split("&")) {
                if (!pair.isEmpty()) {
                    int equals = pair.indexOf('=');
                    String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
                    String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
                    lists.computeIfAbsent(name, unused -> new ArrayList<>()).add(value);
                }
            }
        }
        Map<String, String[]> parameters = new LinkedHashMap<>();
        lists.forEach((name, values) -> parameters.put(name, values.toArray(String[]::new)));
        return Collections.unmodifiableMap(parameters);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    @Override
    public @Nullable String getParameter(String name) {
        String[] values = parameters.get(name);
        return values == null ? null : values[0];
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return parameters;
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(parameters.keySet());
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return parameters.get(name);
    }

    @Override
    public ServletInputStream getInputStream() {
        ByteArrayInputStream bytes = new ByteArrayInputStream(body);
        return new ServletInputStream() {
            @Override
            public boolean isFinished() {
                return bytes.available() == 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new IllegalStateException("a form has arrived whole");
            }

            @Override
            public int read() {
                return bytes.read();
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                return bytes.read(target, offset, length);
            }
        };
    }
}
