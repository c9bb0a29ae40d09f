package dev.paravent.sql;

import java.util.List;
import org.apache.calcite.sql.SqlNode;

/**
 * An analysed entry of FROM.
 *
 * @param columns its columns in the order of a star
 */
record FromItem(SqlNode node, List<RangeVariable> variables, List<VisibleColumn> columns) {
  FromItem {
    variables = List.copyOf(variables);
    columns = List.copyOf(columns);
  }
}
