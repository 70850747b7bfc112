package io.jenkins.plugins.storefront.delivery.image;

import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import java.util.regex.Pattern;

/** Warns of build arguments that hold secrets: anybody who can pull the image can read them. */
final class SecretArguments {
    private static final Pattern NAME = Pattern.compile(
            "(?i).*(passw|secret|token|api_?key|private_?key|access_?key|credential|npmrc|netrc).*|(?i).*_(pwd|pass|auth)$");

    private SecretArguments() {}

    static void warn(ImageBuildRequest request, DeliveryContext delivery) {
        request.docker().buildArgs().forEach((name, value) -> {
            boolean known = !delivery.secrets().mask(value).equals(value);
            if (known || NAME.matcher(name).matches() && !value.isEmpty()) {
                delivery.events()
                        .publish(new Remark(
                                delivery.clock().instant(),
                                true,
                                "build argument " + name,
                                (known ? "its value is a secret of this run, and " : "")
                                        + "anyone can read it in the image's history; give secrets: [" + name
                                        + ": 'CREDENTIAL-ID'] and use RUN --mount=type=secret,id=" + name
                                        + " instead"));
            }
        });
    }
}
