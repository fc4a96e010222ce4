"""SAML 2.0, for organisations whose provider speaks nothing else; decision 0038.

The libraries are loaded when the first organisation needs them: they take 20 MB and a fifth of a
second, and nearly no installation speaks SAML.
"""
