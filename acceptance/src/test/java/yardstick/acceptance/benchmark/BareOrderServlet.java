package yardstick.acceptance.benchmark;

import jakarta.annotation.Resource;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The ceiling of an order: stock taken, order and line written, one durable commit, nothing else. */
@WebServlet("/order")
public class BareOrderServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    static final String SCHEMA = """
            CREATE SCHEMA bare;
            CREATE TABLE bare.stock (sku bigint PRIMARY KEY, on_hand int NOT NULL CHECK (on_hand >= 0));
            CREATE TABLE bare.orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, total bigint NOT NULL);
            CREATE TABLE bare.line (order_id bigint REFERENCES bare.orders, sku bigint NOT NULL, quantity int NOT NULL);
            INSERT INTO bare.stock SELECT n, 100000000 FROM generate_series(0, 499) AS n;""";

    @Resource(lookup = "jdbc/yardstick")
    private transient DataSource dataSource;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        long sku = Long.parseLong(request.getParameter("sku"));
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement order = connection.prepareStatement(
                            "WITH o AS (INSERT INTO bare.orders (total) VALUES (1200) RETURNING id)"
                                    + " INSERT INTO bare.line (order_id, sku, quantity) SELECT id, ?, 1 FROM o");
                    PreparedStatement stock = connection.prepareStatement(
                            "UPDATE bare.stock SET on_hand = on_hand - 1 WHERE sku = ? AND on_hand >= 1")) {
                order.setLong(1, sku);
                order.executeUpdate();
                stock.setLong(1, sku);
                boolean taken = stock.executeUpdate() == 1;
                connection.commit();
                response.setContentType("application/json");
                response.getWriter().write("{\"placed\":" + taken + "}");
            }
        } catch (SQLException e) {
            response.sendError(500, e.getSQLState());
        }
    }
}
