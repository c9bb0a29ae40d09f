package dev.paravent.catalog;

/** The system catalogs of a database could not be read. The message is one line without secrets. */
public final class CatalogUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CatalogUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  public CatalogUnavailableException(String message) {
    super(message);
  }
}
