import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.tmatesoft.svn.core.SVNDepth;
import org.tmatesoft.svn.core.SVNException;
import org.tmatesoft.svn.core.SVNURL;
import org.tmatesoft.svn.core.internal.io.svn.SVNRepositoryFactoryImpl;
import org.tmatesoft.svn.core.wc.SVNClientManager;
import org.tmatesoft.svn.core.wc.SVNRevision;
import org.tmatesoft.svn.core.wc.SVNWCUtil;

/**
 * Subversion through SVNKit, the library that the product's synchronizer uses.
 *
 * From standard input: lines with URL, user and password, then one command a line, "WORD FOLDER"; each is answered by a line.
 */
public final class Svn {
    public static void main(String[] words) throws Exception {
        // Working copies in the format of the product's old version: a folder .svn in each folder.
        System.setProperty("svnkit.wc.17", "false");
        SVNRepositoryFactoryImpl.setup();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        SVNURL url = SVNURL.parseURIEncoded(in.readLine());
        String user = in.readLine();
        char[] password = in.readLine().toCharArray();
        File settings = new File(System.getProperty("java.io.tmpdir"), "svnkit-" + ProcessHandle.current().pid());
        SVNClientManager svn = SVNClientManager.newInstance(
            SVNWCUtil.createDefaultOptions(settings, true),
            SVNWCUtil.createDefaultAuthenticationManager(settings, user, password, false));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            int blank = line.indexOf(' ');
            try {
                System.out.println("ok " + run(svn, url, line.substring(0, blank), new File(line.substring(blank + 1))));
            } catch (SVNException error) {
                System.out.println("error " + error.getMessage().replace('\n', ' '));
            }
            System.out.flush();
        }
    }

    private static long run(SVNClientManager svn, SVNURL url, String word, File folder) throws SVNException {
        switch (word) {
            case "mkdir":
                return svn.getCommitClient().doMkDir(new SVNURL[] {url}, "folder of the tenant").getNewRevision();
            case "checkout":
                return svn.getUpdateClient().doCheckout(
                    url, folder, SVNRevision.HEAD, SVNRevision.HEAD, SVNDepth.INFINITY, true);
            case "update":
                return svn.getUpdateClient().doUpdate(folder, SVNRevision.HEAD, SVNDepth.INFINITY, true, false);
            case "commit":
                for (File inner : folder.listFiles()) {
                    if (!inner.getName().equals(".svn")) {
                        svn.getWCClient().doAdd(inner, true, false, false, SVNDepth.INFINITY, true, false);
                    }
                }
                return svn.getCommitClient().doCommit(
                    new File[] {folder}, false, "artifacts", null, null, false, false, SVNDepth.INFINITY).getNewRevision();
            default:
                throw new IllegalArgumentException(word);
        }
    }
}
