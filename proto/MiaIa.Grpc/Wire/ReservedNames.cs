using System.Collections.Frozen;

namespace MiaIa.Grpc.Wire;

/// <summary>Headers that belong to HTTP or to gRPC and so are no metadata.</summary>
internal static class ReservedNames
{
    private static readonly FrozenSet<string> Names = FrozenSet.ToFrozenSet(
        [
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "date",
            "host",
            "server",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            WireNames.Timeout,
            WireNames.Encoding,
            WireNames.AcceptEncoding,
            WireNames.Status,
            WireNames.Message,
        ],
        StringComparer.OrdinalIgnoreCase
    );

    public static bool Contains(string name) => name.StartsWith(':') || Names.Contains(name);
}
