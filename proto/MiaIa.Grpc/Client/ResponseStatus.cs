using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using MiaIa.Grpc.Wire;

namespace MiaIa.Grpc.Client;

/// <summary>Reads status and metadata out of an HTTP response.</summary>
internal static class ResponseStatus
{
    /// <summary>The status of a response that is already final when its headers are there: trailers-only, or no gRPC at all.</summary>
    /// <returns>Null when the body has to be read first.</returns>
    public static GrpcStatus? OfHeaders(HttpResponseMessage response)
    {
        if (Find(response.Headers) is { } trailersOnly)
            return trailersOnly;

        var contentType = response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var values) ? values.ToString() : null;
        if (response.StatusCode != HttpStatusCode.OK)
        {
            var http = (int)response.StatusCode;
            return new GrpcStatus(
                StatusMapping.FromHttpStatus(http),
                $"HTTP status {http} and no grpc-status; content-type '{contentType}'."
            );
        }

        return WireNames.IsGrpc(contentType)
            ? null
            : new GrpcStatus(GrpcStatusCode.Unknown, $"Not a gRPC response: content-type '{contentType}'.");
    }

    /// <summary>The status at the end of the body.</summary>
    public static GrpcStatus OfTrailers(HttpResponseMessage response) =>
        Find(response.TrailingHeaders) ?? new GrpcStatus(GrpcStatusCode.Unknown, "The server ended the call without grpc-status.");

    /// <summary>Everything in a header block that is metadata.</summary>
    /// <exception cref="GrpcStatusException">A -bin value is not base64.</exception>
    public static GrpcMetadata Metadata(HttpHeaders headers)
    {
        var metadata = new GrpcMetadata();
        foreach (var header in headers.NonValidated)
        {
            if (ReservedNames.Contains(header.Key))
                continue;

            foreach (var value in header.Value)
                metadata.AddReceived(header.Key, value);
        }

        return metadata;
    }

    private static GrpcStatus? Find(HttpHeaders headers)
    {
        if (!headers.NonValidated.TryGetValues(WireNames.Status, out var code))
            return null;

        var message = headers.NonValidated.TryGetValues(WireNames.Message, out var text) ? PercentEncoding.Decode(text.ToString()) : "";
        if (!int.TryParse(code.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return new GrpcStatus(GrpcStatusCode.Unknown, $"grpc-status '{code}' is no number. {message}");

        // Numbers that this side does not know are Unknown; the contract says so.
        return Enum.IsDefined((GrpcStatusCode)number)
            ? new GrpcStatus((GrpcStatusCode)number, message)
            : new GrpcStatus(GrpcStatusCode.Unknown, $"grpc-status {number}. {message}");
    }
}
