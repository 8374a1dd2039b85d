using System.Net;

namespace MiaIa.Grpc.Tests.Calls;

/// <summary>A response read without our client.</summary>
/// <param name="HttpStatus">Of the response's first headers.</param>
/// <param name="TrailersOnly">Whether grpc-status stood in the first headers.</param>
/// <param name="GrpcStatus">Null when there was none.</param>
/// <param name="GrpcMessage">As it stands on the wire.</param>
internal sealed record PlainResponse(HttpStatusCode HttpStatus, bool TrailersOnly, GrpcStatusCode? GrpcStatus, string GrpcMessage);
