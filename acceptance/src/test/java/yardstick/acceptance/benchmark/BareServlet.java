package yardstick.acceptance.benchmark;

import jakarta.annotation.Resource;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The ceiling: twenty products by key with one statement, written as they come, nothing else. */
@WebServlet("/page")
public class BareServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Resource(lookup = "jdbc/yardstick")
    private transient DataSource dataSource;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        long after = Long.parseLong(request.getParameter("after"));
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT id, slug, title_en FROM catalog.product WHERE id > ? ORDER BY id LIMIT 20")) {
            statement.setLong(1, after);
            PrintWriter out = response.getWriter();
            out.write('[');
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    out.write("{\"id\":" + row.getLong(1) + ",\"slug\":\"" + row.getString(2) + "\",\"title\":\""
                            + row.getString(3) + "\"},");
                }
            }
            out.write("null]");
        } catch (SQLException e) {
            response.sendError(500, e.getSQLState());
        }
    }
}
