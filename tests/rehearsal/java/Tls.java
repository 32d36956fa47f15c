import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * Connections that trust what a trust store holds, and look at the name.
 *
 * From standard input: path and password of the store, then lines with host and port. Answers each by a line: the subject of the
 * certificate, or the error.
 */
public final class Tls {
    public static void main(String[] words) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        KeyStore store = KeyStore.getInstance("JKS");
        try (InputStream file = new FileInputStream(in.readLine())) {
            store.load(file, in.readLine().toCharArray());
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] place = line.split(" ");
            int port = Integer.parseInt(place[1]);
            try (Socket plain = new Socket()) {
                plain.connect(new InetSocketAddress(place[0], port), 10_000);
                plain.setSoTimeout(10_000);
                SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, place[0], port, true);
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
                socket.startHandshake();
                System.out.println("ok " + ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSubjectX500Principal());
            } catch (IOException error) {
                System.out.println("error " + error.getMessage().replace('\n', ' '));
            }
        }
    }
}
