"""Tests of Kvorum; directories mirror the packages they test."""
