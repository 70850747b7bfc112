package io.jenkins.plugins.storefront.credentials;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import com.cloudbees.plugins.credentials.domains.URIRequirementBuilder;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.util.List;

/** Finds credentials on behalf of somebody: a run, or a person at a form. */
public interface CredentialLookup {
    /**
     * The credential with that id, if it may be used here.
     *
     * @param purpose where it goes: a URL, which the credential's domain has to match, or words for messages
     * @throws DeliveryException if there is none that may be used; it does not tell which others there are
     */
    StandardCredentials find(String id, String purpose) throws DeliveryException;

    /** What the domain of a credential has to match. */
    static List<DomainRequirement> requirements(String purpose) {
        return purpose != null && purpose.contains("://")
                ? URIRequirementBuilder.fromUri(purpose).build()
                : List.of();
    }
}
