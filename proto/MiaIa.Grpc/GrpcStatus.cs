namespace MiaIa.Grpc;

/// <summary>The end of a call: a code and a text for the person who reads the log.</summary>
/// <param name="Code">How the call ended.</param>
/// <param name="Message">Why, in words; empty for <see cref="GrpcStatusCode.Ok"/>. Any Unicode text; it travels percent-encoded.</param>
public sealed record GrpcStatus(GrpcStatusCode Code, string Message)
{
    /// <summary>The call did what it should.</summary>
    public static GrpcStatus Ok { get; } = new(GrpcStatusCode.Ok, "");

    /// <summary>Whether the code is <see cref="GrpcStatusCode.Ok"/>.</summary>
    public bool IsOk => Code == GrpcStatusCode.Ok;

    /// <inheritdoc/>
    public override string ToString() => Message.Length == 0 ? $"{Code}" : $"{Code}: {Message}";
}
