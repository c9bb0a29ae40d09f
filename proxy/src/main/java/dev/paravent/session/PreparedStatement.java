package dev.paravent.session;

import dev.paravent.decide.PlanRequest;
import dev.paravent.decide.ServerParameter;
import dev.paravent.decide.SessionCommand;
import dev.paravent.decide.StatementPlan;
import dev.paravent.decide.TemporaryTable;
import dev.paravent.wire.pg.BackendMessage.RowDescription;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement the server has, or will have, under the proxy's own name. Event-loop confined. */
final class PreparedStatement {
  private final String serverName;
  private final PlanRequest request;
  private final @Nullable StatementPlan plan; // null for an empty text
  private @Nullable SessionCommand command;
  private long generation;
  private List<TemporaryTable> amid;
  private List<Integer> serverTypes = List.of();
  private @Nullable RowDescription description;
  private @Nullable RowTransformer transformer;
  private short[] transformerFormats = new short[0];
  private RowTransformer.@Nullable Context transformerContext;
  private byte @Nullable [] checkedFrame;
  private long checkedGeneration;
  private boolean closed;

  PreparedStatement(
      String serverName, PlanRequest request, @Nullable StatementPlan plan, long generation) {
    this.serverName = serverName;
    this.request = request;
    this.plan = plan;
    this.generation = generation;
    this.amid = request.temporaries().tables();
  }

  String serverName() {
    return serverName;
  }

  PlanRequest request() {
    return request;
  }

  @Nullable StatementPlan plan() {
    return plan;
  }

  /** What the session does in its stead; null if the server runs it as it is. */
  @Nullable SessionCommand command() {
    return command;
  }

  PreparedStatement performing(SessionCommand newCommand) {
    command = newCommand;
    return this;
  }

  List<Integer> declaredOids() {
    return request.parameterOids();
  }

  /** The planner's generation that the plan was last found right in. */
  long generation() {
    return generation;
  }

  /** The temporary tables among which the plan was last found right. */
  List<TemporaryTable> amid() {
    return amid;
  }

  void foundRightIn(long newGeneration, List<TemporaryTable> newAmid) {
    generation = newGeneration;
    amid = newAmid;
  }

  void parametersDescribed(List<Integer> typeOids) {
    serverTypes = typeOids;
  }

  void described(RowDescription newDescription) {
    description = newDescription;
    transformer = null;
    checkedFrame = null;
  }

  /** Notes that this frame was compared with the plan, so that it need not be again. */
  void checked(ByteBuf in, int index, int length, long inGeneration) {
    byte[] frame = new byte[length];
    in.getBytes(index, frame);
    checkedFrame = frame;
    checkedGeneration = inGeneration;
  }

  /** Whether the frame is byte for byte the one that was checked last, in this generation. */
  boolean isChecked(ByteBuf in, int index, int length, long inGeneration) {
    byte[] frame = checkedFrame;
    if (frame == null || frame.length != length || checkedGeneration != inGeneration) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (frame[i] != in.getByte(index + i)) {
        return false;
      }
    }
    return true;
  }

  @Nullable RowDescription description() {
    return description;
  }

  /** The server has dropped it. */
  void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  /** The transformer of its rows, kept for the next execution with the same formats. */
  RowTransformer transformer(short[] formats, RowTransformer.Context context) {
    RowTransformer made = transformer;
    if (made == null
        || transformerContext != context
        || !Arrays.equals(formats, transformerFormats)) {
      if (plan == null || description == null) {
        throw new IncidentException(
            SessionMetrics.Incident.UNEXPECTED_MESSAGE, "rows of a statement that has none");
      }
      made = new RowTransformer(plan, description, formats, context);
      transformer = made;
      transformerFormats = formats;
      transformerContext = context;
    }
    return made;
  }

  /** How many values a Bind must bring: a type that was declared counts even if it is not used. */
  int clientParameters() {
    int used = plan == null ? 0 : plan.clientParameters();
    return Math.max(used, declaredOids().size());
  }

  /** The types of the client's own parameters, in the client's numbering. */
  List<Integer> clientTypes() {
    List<Integer> types = new ArrayList<>();
    for (int i = 0; i < clientParameters(); i++) {
      types.add(clientType(i));
    }
    return types;
  }

  private int clientType(int index) {
    if (index < declaredOids().size() && declaredOids().get(index) != TypeOid.UNSPECIFIED) {
      return declaredOids().get(index);
    }
    List<ServerParameter> parameters = plan == null ? List.of() : plan.parameters();
    int found = TypeOid.TEXT;
    for (int i = 0; i < parameters.size(); i++) {
      switch (parameters.get(i).source()) {
        case ServerParameter.Client client when client.index() == index -> {
          if (i < serverTypes.size()) {
            return serverTypes.get(i);
          }
        }
        case ServerParameter.ClientProtected client when client.index() == index ->
            found = parameters.get(i).typeOid();
        case ServerParameter.ClientDocument client when client.index() == index ->
            found = parameters.get(i).typeOid();
        default -> {
          // another client parameter, or a literal
        }
      }
    }
    return found;
  }
}
