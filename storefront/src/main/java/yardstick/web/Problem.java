package yardstick.web;

import jakarta.ws.rs.core.Response;
import java.util.Map;

/** Problem documents of RFC 9457. */
public final class Problem {

    public static final String TYPE = "application/problem+json";

    private Problem() {}

    /** @param code stable machine-readable code, also the last part of {@code type} */
    public static Response response(int status, String code, String detail, Visit visit) {
        return response(new Content(status, code, detail, visit.incoming().requestId()), Map.of());
    }

    /** @param fields messages by field, in {@code errors}; may be empty */
    public static Response invalid(String code, String detail, Map<String, String> fields, Visit visit) {
        return response(new Content(422, code, detail, visit.incoming().requestId()), fields);
    }

    private record Content(int status, String code, String detail, String requestId) {}

    private static Response response(Content content, Map<String, String> fields) {
        return Response.status(content.status())
                .type(TYPE)
                .entity(json(content, fields))
                .build();
    }

    private static String json(Content content, Map<String, String> fields) {
        StringBuilder json = new StringBuilder("{\"type\":\"about:blank#")
                .append(escaped(content.code()))
                .append("\",\"title\":\"")
                .append(escaped(content.detail()))
                .append("\",\"status\":")
                .append(content.status())
                .append(",\"code\":\"")
                .append(escaped(content.code()))
                .append("\",\"request_id\":\"")
                .append(escaped(content.requestId()))
                .append('"');
        if (!fields.isEmpty()) {
            json.append(",\"errors\":{");
            String separator = "";
            for (Map.Entry<String, String> field : fields.entrySet()) {
                json.append(separator)
                        .append('"')
                        .append(escaped(field.getKey()))
                        .append("\":\"");
                json.append(escaped(field.getValue())).append('"');
                separator = ",";
            }
            json.append('}');
        }
        return json.append('}').toString();
    }

    /** Escapes for a JSON string; also safe inside an HTML script element. */
    public static String escaped(String text) {
        StringBuilder json = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '<', '>', '&', '\u2028', '\u2029' -> json.append(String.format("\\u%04x", (int) c));
                default -> {
                    if (c < 0x20) {
                        json.append(String.format("\\u%04x", (int) c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        return json.toString();
    }
}
