using Grpc.Core;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Days;

/// <summary>miaia.v1.Days on the wire.</summary>
internal sealed class DayService(DayBook book) : V1.Days.DaysBase
{
    /// <inheritdoc/>
    public override Task<DayView> Look(LookAtDayRequest request, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Task.FromResult(book.Look(request.TradeDate));
    }
}
