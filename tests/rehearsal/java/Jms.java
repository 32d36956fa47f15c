import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Hashtable;
import javax.jms.Connection;
import javax.jms.ConnectionFactory;
import javax.jms.JMSException;
import javax.jms.Queue;
import javax.jms.Session;
import javax.jms.TextMessage;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Messages through a broker, found as the gateway's JMS transport finds it: by a naming context.
 *
 * From standard input: for each broker four lines, class of the context, URL, name of the connection factory, and a queue.
 * Answers each by a line: the text that came back from the queue, or the error.
 */
public final class Jms {
    public static void main(String[] words) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String type = in.readLine(); type != null; type = in.readLine()) {
            Hashtable<String, String> settings = new Hashtable<>();
            settings.put(Context.INITIAL_CONTEXT_FACTORY, type);
            settings.put(Context.PROVIDER_URL, in.readLine());
            try {
                System.out.println("ok " + sent(settings, in.readLine(), in.readLine()));
            } catch (JMSException | NamingException error) {
                System.out.println("error " + String.valueOf(error.getMessage()).replace('\n', ' '));
            }
        }
    }

    private static String sent(Hashtable<String, String> settings, String factory, String name)
        throws JMSException, NamingException {
        Connection connection = ((ConnectionFactory) new InitialContext(settings).lookup(factory)).createConnection();
        try {
            connection.start();
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            Queue queue = session.createQueue(name);
            session.createProducer(queue).send(session.createTextMessage("through " + name));
            TextMessage back = (TextMessage) session.createConsumer(queue).receive(5000);
            return back == null ? "nothing" : back.getText();
        } finally {
            connection.close();
        }
    }
}
