package io.jenkins.plugins.storefront.delivery.notify;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.audit.AuditConfig;
import com.slack.api.methods.MethodsConfig;
import com.slack.api.rate_limits.metrics.MetricsDatastore;
import com.slack.api.scim.SCIMConfig;
import com.slack.api.scim2.SCIM2Config;
import io.jenkins.plugins.storefront.delivery.port.OutgoingProxy;
import io.jenkins.plugins.storefront.delivery.settings.SlackSettings;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** Makes clients of the Slack SDK that keep no statistics, and no thread for them once they are closed. */
final class SlackClients {
    private static final Logger LOGGER = Logger.getLogger(SlackClients.class.getName());

    static {
        endThreadsOfDefaults();
    }

    private SlackClients() {}

    /** A client with that time limit for each call; the caller closes it. */
    static Slack of(SlackSettings settings, String host, OutgoingProxy proxy, int timeoutMillis) {
        SlackConfig config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(settings.apiUrl());
        config.setHttpClientReadTimeoutMillis(timeoutMillis);
        config.setHttpClientCallTimeoutMillis(timeoutMillis);
        config.setStatsEnabled(false); // else the SDK asks Slack who the token is before each message
        proxy.to(host).ifPresent(found -> {
            config.setProxyUrl("http://" + found.host() + ":" + found.port());
            found.authorization().ifPresent(login -> config.setProxyHeaders(Map.of("Proxy-Authorization", login)));
        });
        return Slack.getInstance(config);
    }

    /**
     * The SDK's own default configurations start a thread each, for statistics of calls that nobody makes with them, and never end it:
     * eight threads in a controller, for good.
     */
    private static void endThreadsOfDefaults() {
        SlackConfig general = SlackConfig.DEFAULT;
        Stream.of(
                        general.getMethodsConfig().getMetricsDatastore(),
                        general.getAuditConfig().getMetricsDatastore(),
                        general.getSCIMConfig().getMetricsDatastore(),
                        general.getSCIM2Config().getMetricsDatastore(),
                        MethodsConfig.DEFAULT_SINGLETON.getMetricsDatastore(),
                        AuditConfig.DEFAULT_SINGLETON.getMetricsDatastore(),
                        SCIMConfig.DEFAULT_SINGLETON.getMetricsDatastore(),
                        SCIM2Config.DEFAULT_SINGLETON.getMetricsDatastore())
                .forEach(SlackClients::end);
    }

    private static void end(MetricsDatastore statistics) {
        try {
            statistics.close();
        } catch (Exception e) {
            LOGGER.log(Level.FINE, "The Slack SDK keeps a thread for its statistics", e);
        }
    }
}
