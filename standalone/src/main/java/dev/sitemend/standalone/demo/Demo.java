package dev.sitemend.standalone.demo;

import dev.sitemend.cli.Api;
import dev.sitemend.cli.Json;
import dev.sitemend.cli.ServerFile;
import dev.sitemend.cli.Surroundings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes the site {@code garden} on a running Sitemend and tells its story. */
public final class Demo {
    private final ServerFile server;
    private final String token;
    private final Path folder;
    private final Surroundings surroundings;

    /**
     * @param token an admin's
     * @param folder for the writer's working copy; made here
     */
    public Demo(ServerFile server, String token, Path folder, Surroundings surroundings) {
        this.server = server;
        this.token = token;
        this.folder = folder;
        this.surroundings = surroundings;
    }

    public void run() throws IOException, InterruptedException {
        Api api = Api.at(server.url(), token);
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("site", "garden");
        body.put("generator", "ikiwiki");
        JsonNode site = api.post("/api/v1/sites", body);
        String remote = Json.text(site, "gitUrl").replace("://", "://git:" + token + "@");
        try (Visitor visitor = new Visitor(URI.create(Json.text(site, "url")), URI.create(server.sitesUrl()))) {
            Garden garden = new Garden(Files.createDirectories(folder), remote);
            new Story(api, garden, visitor, surroundings).tell();
        }
    }
}
