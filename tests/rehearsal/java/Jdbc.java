import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Connections through a real JDBC driver.
 *
 * From standard input: for each connection three lines, URL, user and password. Answers each by a line: the database and the
 * account that the server says, or the error.
 */
public final class Jdbc {
    public static void main(String[] words) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        DriverManager.setLoginTimeout(10);
        for (String url = in.readLine(); url != null; url = in.readLine()) {
            try (Connection connection = DriverManager.getConnection(url, in.readLine(), in.readLine());
                ResultSet row = connection.createStatement().executeQuery("SELECT DATABASE(), CURRENT_USER()")) {
                row.next();
                System.out.println("ok " + row.getString(1) + " " + row.getString(2));
            } catch (SQLException error) {
                System.out.println("error " + error.getMessage().replace('\n', ' '));
            }
        }
    }
}
