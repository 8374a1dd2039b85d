namespace MiaIa.GatewaySim.Faults;

/// <summary>Opens and shuts the Gateway's port.</summary>
internal interface IGatewayListener
{
    /// <summary>Accepts connections again, at the same port.</summary>
    void Open();

    /// <summary>Accepts none: a connection is refused.</summary>
    void Shut();
}
