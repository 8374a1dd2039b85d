using Grpc.Core;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Gamma;

/// <summary>miaia.v1.Gamma on the wire.</summary>
internal sealed class GammaService(GammaFeed feed) : V1.Gamma.GammaBase
{
    /// <inheritdoc/>
    public override Task<GammaView> GetGamma(GetGammaRequest request, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Task.FromResult(feed.View(request));
    }
}
