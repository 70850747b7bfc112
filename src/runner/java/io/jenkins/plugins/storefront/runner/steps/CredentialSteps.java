package io.jenkins.plugins.storefront.runner.steps;

import hudson.EnvVars;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.port.SecretStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code withCredentials} and its bindings. */
final class CredentialSteps {
    private static final String KIND = "$binding";

    private CredentialSteps() {}

    static List<BuiltIn> all() {
        return List.of(
                BuiltIn.step("withCredentials")
                        .needs("bindings", List.class)
                        .block()
                        .does(CredentialSteps::with),
                description("string"),
                description("file"),
                description("usernamePassword"),
                description("usernameColonPassword"),
                description("text"),
                description("booleanParam"),
                description("choice"),
                description("password"));
    }

    /**
     * A binding, or a parameter definition of {@code input}, only says what is wanted; the step that takes it checks it, because
     * {@code string} and {@code file} are names of both.
     */
    private static BuiltIn description(String name) {
        return BuiltIn.step(name).anything().returns(call -> {
            Map<String, Object> wanted = new LinkedHashMap<>(call.arguments());
            wanted.put(KIND, name);
            return wanted;
        });
    }

    private static void with(Call call) throws Exception {
        RunServices run = call.here(RunServices.class);
        EnvVars variables = new EnvVars(call.environment());
        for (Object binding : (List<?>) call.value("bindings")) {
            if (!(binding instanceof Map<?, ?> wanted) || wanted.get(KIND) == null) {
                throw new DeliveryException("withCredentials: '" + binding + "' is no binding; use string, file,"
                        + " usernamePassword or usernameColonPassword");
            }
            bind(wanted, run, variables);
        }
        call.body(variables);
    }

    private static void bind(Map<?, ?> wanted, RunServices run, EnvVars variables) throws Exception {
        SecretStore secrets = run.secrets();
        String id = required(wanted, "credentialsId");
        switch ((String) wanted.get(KIND)) {
            case "string" ->
                put(
                        run,
                        variables,
                        required(wanted, "variable"),
                        secrets.find(id, Credential.Text.class, "withCredentials")
                                .value());
            case "file" -> {
                Credential.File file = secrets.find(id, Credential.File.class, "withCredentials");
                Path folder = Files.createTempDirectory(run.temporary(), "secret");
                Path path = Files.createFile(
                        folder.resolve(file.name().replaceAll("[^A-Za-z0-9._-]", "_")),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(path, file.content().reveal());
                variables.put(required(wanted, "variable"), path.toString());
            }
            default -> {
                Credential.UserPassword login = secrets.find(id, Credential.UserPassword.class, "withCredentials");
                if (wanted.get("variable") != null) {
                    put(
                            run,
                            variables,
                            required(wanted, "variable"),
                            Secret.of(login.user() + ":" + login.password().reveal()));
                } else {
                    variables.put(required(wanted, "usernameVariable"), login.user());
                    put(run, variables, required(wanted, "passwordVariable"), login.password());
                }
            }
        }
    }

    private static String required(Map<?, ?> wanted, String name) throws DeliveryException {
        Object value = wanted.get(name);
        if (value == null) {
            throw new DeliveryException(
                    "withCredentials: " + wanted.get(KIND) + ": the parameter '" + name + "' is required");
        }
        return value.toString();
    }

    private static void put(RunServices run, EnvVars variables, Object name, Secret secret) {
        run.mask().add(secret.reveal());
        variables.put((String) name, secret.reveal());
    }
}
