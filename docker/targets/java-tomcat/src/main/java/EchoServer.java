import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;

public final class EchoServer {
  private static final String HOST = System.getenv().getOrDefault("HOST", "127.0.0.1");
  private static final int MAX_MESSAGE = 16 << 20;

  @ServerEndpoint("/")
  public static class Echo {
    @OnMessage(maxMessageSize = MAX_MESSAGE)
    public void onText(Session session, String message) throws IOException {
      session.getBasicRemote().sendText(message);
    }

    @OnMessage(maxMessageSize = MAX_MESSAGE)
    public void onBinary(Session session, ByteBuffer message) throws IOException {
      session.getBasicRemote().sendBinary(message);
    }
  }

  public static final class Endpoints implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
      ServerContainer container =
          (ServerContainer)
              event.getServletContext().getAttribute(ServerContainer.class.getName());
      try {
        // A template variable stands for one segment, so each depth of path has its own.
        for (String path : List.of("/", "/{a}", "/{a}/{b}", "/{a}/{b}/{c}")) {
          container.addEndpoint(ServerEndpointConfig.Builder.create(Echo.class, path).build());
        }
      } catch (DeploymentException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  public static void main(String[] args) throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(Path.of("target", "tomcat").toString());
    Connector connector = new Connector();
    connector.setProperty("address", HOST);
    connector.setPort(Integer.parseInt(args[0]));
    tomcat.setConnector(connector);

    Context context = tomcat.addContext("", null);
    context.addServletContainerInitializer(new WsSci(), null);
    context.addApplicationListener(Endpoints.class.getName());
    // The WebSocket filter runs only for paths that some servlet is mapped to.
    Tomcat.addServlet(context, "default", new DefaultServlet());
    context.addServletMappingDecoded("/", "default");

    tomcat.start();
    tomcat.getServer().await();
  }
}
