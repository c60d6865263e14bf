namespace Portal.Components.Shared;

public enum NoticeTone { Plain, Good, Warning, Bad }
