package io.jenkins.plugins.storefront.delivery.image;

/** What an image build may ask for and not every back end can do. */
enum Ability {
    DOCKERFILE("build from a Dockerfile"),
    LAYERS("put an image together from base and layers"),
    SECRETS("mount secrets"),
    SSH("forward SSH keys"),
    ONE_PLATFORM("build for a given platform"),
    PLATFORMS("build for several platforms at once"),
    CACHE_FROM("take steps from a cache image (cacheFrom)"),
    CACHE_FROM_TAG("take steps from a cache image with a tag (cacheFrom)"),
    CACHE_TO("put steps to a cache image (cacheTo)"),
    CACHE_TO_TAG("put steps to a cache image with a tag (cacheTo)"),
    KEEP("keep an image that is not pushed"),
    MOUNTS("mount what a Dockerfile's RUN --mount asks for"),
    HERE_DOCUMENTS("read the here-documents of a Dockerfile");

    private final String words;

    Ability(String words) {
        this.words = words;
    }

    /** For messages: what the builder cannot do. */
    String words() {
        return words;
    }
}
