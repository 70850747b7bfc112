package io.jenkins.plugins.storefront.delivery.notify;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page that shows what lies between two commits, at code hosts whose addresses say which one they are. */
final class DiffLink {
    /** {@code git@host:path} and {@code ssh://git@host/path}, too. */
    private static final Pattern SCP = Pattern.compile("(?:[A-Za-z0-9._-]+@)([A-Za-z0-9.-]+):(?!/)(.+)");

    private DiffLink() {}

    /** Null where the repository, a commit, or the way of its host is not known. */
    static String of(String repository, String base, String head) {
        if (repository == null || base == null || head == null || base.equals(head)) {
            return null;
        }
        Matcher scp = SCP.matcher(repository.strip());
        String host;
        String path;
        try {
            URI uri = scp.matches() ? null : new URI(repository.strip());
            host = uri == null ? scp.group(1) : uri.getHost();
            path = uri == null ? scp.group(2) : uri.getPath();
        } catch (URISyntaxException e) {
            return null;
        }
        if (host == null || path == null || !path.matches("/?[A-Za-z0-9._~/-]+")) {
            return null;
        }
        String page = "https://" + host + "/" + path.replaceFirst("^/", "").replaceFirst("(\\.git)?/?$", "");
        if (host.contains("gitlab")) {
            return page + "/-/compare/" + base + "..." + head;
        } else if (host.equals("bitbucket.org")) {
            return page + "/branches/compare/" + head + ".." + base;
        }
        return host.contains("github") || host.contains("gitee") || host.contains("gitea") || host.contains("codeberg")
                ? page + "/compare/" + base + "..." + head
                : null;
    }
}
