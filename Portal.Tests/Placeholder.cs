namespace Portal;
