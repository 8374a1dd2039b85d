namespace MiaIa.Engine.Host;

/// <summary>Another engine holds the journal directory.</summary>
internal sealed class SecondInstanceException : Exception
{
    /// <summary>Names the directory.</summary>
    public SecondInstanceException(string directory)
        : base($"another engine holds the journal directory {directory} (its file engine.lock): stop it, or set Journal:Directory") { }
}
