namespace MiaIa.Projections;

/// <summary>The database cannot be used with this journal or by this program; the message says what to do.</summary>
public sealed class ProjectionException : Exception
{
    /// <inheritdoc/>
    public ProjectionException(string message)
        : base(message) { }

    /// <inheritdoc/>
    public ProjectionException(string message, Exception inner)
        : base(message, inner) { }

    /// <inheritdoc/>
    public ProjectionException() { }
}
