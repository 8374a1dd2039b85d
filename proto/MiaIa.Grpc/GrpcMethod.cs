namespace MiaIa.Grpc;

/// <summary>One method of a service: its name on the wire, its kind and how its messages become bytes.</summary>
/// <typeparam name="TRequest">What the client sends.</typeparam>
/// <typeparam name="TResponse">What the server sends.</typeparam>
public sealed class GrpcMethod<TRequest, TResponse>
{
    /// <summary>Describes a method.</summary>
    /// <param name="service">Full name with package, e.g. <c>miaia.v1.Engine</c>. Case matters.</param>
    /// <param name="name">The method alone, e.g. <c>Attach</c>. Case matters.</param>
    /// <param name="kind">Which side streams.</param>
    /// <param name="request">How a request becomes bytes and back.</param>
    /// <param name="response">How a response becomes bytes and back.</param>
    public GrpcMethod(
        string service,
        string name,
        GrpcMethodKind kind,
        GrpcMarshaller<TRequest> request,
        GrpcMarshaller<TResponse> response
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(service);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(response);
        Service = service;
        Name = name;
        Kind = kind;
        Request = request;
        Response = response;
        Path = $"/{service}/{name}";
    }

    /// <summary>Full name of the service, with package.</summary>
    public string Service { get; }

    /// <summary>The method alone.</summary>
    public string Name { get; }

    /// <summary>Which side streams.</summary>
    public GrpcMethodKind Kind { get; }

    /// <summary>The HTTP/2 <c>:path</c>, e.g. <c>/miaia.v1.Engine/Attach</c>.</summary>
    public string Path { get; }

    /// <summary>How a request becomes bytes and back.</summary>
    public GrpcMarshaller<TRequest> Request { get; }

    /// <summary>How a response becomes bytes and back.</summary>
    public GrpcMarshaller<TResponse> Response { get; }

    /// <inheritdoc/>
    public override string ToString() => Path;
}
